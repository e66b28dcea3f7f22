#!/usr/bin/env node
/**
 * Runs the command in a thread of its own, which can be stopped. A server may be silent, send without end, or send schemas
 * that keep a processor busy for hours.
 */
import { Worker, isMainThread } from "node:worker_threads";
import { command, limitOf } from "./command.js";

const MAX_MEGABYTES = 2_048;

const args = process.argv.slice(2);
if (isMainThread) supervise();
else process.exitCode = await command(args, console);

function supervise(): void {
  const seconds = limitOf(args);
  const resourceLimits = { maxOldGenerationSizeMb: MAX_MEGABYTES };
  const worker = new Worker(new URL(import.meta.url), { argv: args, resourceLimits });
  const stop = (reason: string): void => {
    console.error(reason);
    process.exit(1);
  };
  const timer = setTimeout(() => {
    stop(
      `Stopped after ${seconds} s: the server is slow, or its schemas are too large. Raise the limit with --timeout.`,
    );
  }, seconds * 1000);
  worker.on("error", ({ message }) => {
    stop(`Stopped: ${message}. The server's schemas may be too large.`);
  });
  worker.on("exit", (code) => {
    clearTimeout(timer);
    process.exitCode = code;
  });
}
