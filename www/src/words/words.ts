// The page's words in the language asked for.

import type { Language } from "../types.ts";
import { en } from "./en.ts";
import { type Words, zh } from "./zh.ts";

export type { Words };

/** The words of a language. */
export const words = (language: Language): Words => (language === "en" ? en : zh);
