/** Loaded before an example: an error that ends it is one line, without a stack. */
process.on("uncaughtException", (error) => {
  console.error(String(error));
  process.exit(1);
});
