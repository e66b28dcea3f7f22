/** The programs of docs/adapters.md are the tested ones. */
import { testPrograms } from "../docs/programs.js";

testPrograms("docs/adapters.md", "test/adapters/programs");
