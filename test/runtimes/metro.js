// Bundles the program with Metro, as React Native and Expo do: node metro.js <out> <true to read "exports">
import { join } from "node:path";
import Metro from "metro";

const [out, exports] = process.argv.slice(2);
const root = import.meta.dirname;
const defaults = await Metro.loadConfig({ cwd: root });
const config = {
  ...defaults,
  projectRoot: root,
  watchFolders: [root],
  resetCache: true,
  reporter: { update: ({ type, ...what }) => /warn|error/.test(type) && console.error(type, what) },
  resolver: {
    ...defaults.resolver,
    useWatchman: false,
    blockList: /node_modules\/(next|@next|node-\d+|@cloudflare|webpack)\//,
    // The settings of React Native; Expo adds "browser" before "main".
    resolverMainFields: ["react-native", "browser", "main"],
    unstable_conditionNames: ["react-native"],
    unstable_enablePackageExports: exports === "true",
  },
  transformer: {
    ...defaults.transformer,
    getTransformOptions: async () => ({
      transform: { experimentalImportSupport: true, inlineRequires: true },
    }),
  },
};
await Metro.runBuild(config, {
  entry: join("dist", "main.mjs"),
  out: join(root, out),
  dev: false,
  platform: "ios",
});
