export default {
  // The folder with node_modules.
  turbopack: { root: process.env.PROJECT },
  outputFileTracingRoot: process.env.PROJECT,
};
