export default {
  // The folder that holds node_modules.
  turbopack: { root: process.env.PROJECT },
  outputFileTracingRoot: process.env.PROJECT,
};
