/** The recorded streams of the JS server, cut at every byte. */
import { describeCuts } from "./cuts.js";

describeCuts("js");
