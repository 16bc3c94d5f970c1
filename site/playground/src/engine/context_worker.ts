/**
 * The worker of the tab *Context*.
 *
 * @module
 */
import { answerWith } from "./answer.ts";
import * as answers from "./context.ts";

/** The functions that answer. */
export type ContextAnswers = typeof answers;

answerWith(answers);
