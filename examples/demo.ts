/** `npm run demo` shows the client in the terminal, `npm run demo -- --web` in a chat page. */
const [option] = process.argv.slice(2);
if (option === undefined) await import("./demo/terminal.js");
else if (option === "--web") await import("./demo/web.js");
else {
  console.error(`Unknown option "${option}". Run \`npm run demo\`, or \`npm run demo -- --web\`.`);
  process.exitCode = 1;
}
export {};
