// Codes of failures that the engine itself acts upon.

/** Code of the core's failure that says: load the module for office documents and PDF, then try again. */
export const needsDocuments = "needs-documents";

/** Code of the failure after which a module cannot be used any more: it ran out of memory, or it broke. */
export const trapped = "trap";
