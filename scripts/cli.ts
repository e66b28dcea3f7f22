#!/usr/bin/env node
import { command } from "./types/command.js";

process.exitCode = await command(process.argv.slice(2), console);
