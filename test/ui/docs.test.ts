/** The programs of docs/chat.md are the tested ones. */
import { testPrograms } from "../docs/programs.js";

testPrograms("docs/chat.md", "test/ui/programs");
