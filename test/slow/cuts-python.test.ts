/** The recorded streams of the Python server, cut at every byte. */
import { describeCuts } from "./cuts.js";

describeCuts("python");
