// What the workers of the desk do, as one function without anything around it: the build puts the code into the function,
// whose text is the script of a worker (as in engine/whole.ts).

import * as parts from "./parts.ts";

export const hand = (): typeof parts => parts;
