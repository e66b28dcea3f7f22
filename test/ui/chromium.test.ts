/** The scenarios in headless Chromium. */
import { open, useChromium } from "./scenarios/chromium-screen.js";
import { testScenarios } from "./scenarios/scenario.js";
import { scenarios } from "./scenarios/table.js";

useChromium();
testScenarios(scenarios, open);
