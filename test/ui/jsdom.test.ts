/** The scenarios in jsdom, with each version of React. */
import { open } from "./scenarios/jsdom-screen.js";
import { testScenarios } from "./scenarios/scenario.js";
import { scenarios } from "./scenarios/table.js";

testScenarios(scenarios, open);
