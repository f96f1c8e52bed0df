// The whole engine as one function without anything around it. The build puts the engine's code into the function itself:
// its text is then the script of a worker, which needs no address of its own, and the page can call it where there is no
// worker, so that the code is there once.

import * as parts from "./parts.ts";

export const engine = (): typeof parts => parts;
