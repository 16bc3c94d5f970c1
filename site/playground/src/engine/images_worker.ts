/**
 * The worker of the tab *Images*.
 *
 * @module
 */
import { answerWith } from "./answer.ts";
import * as answers from "./images.ts";

/** The functions that answer. */
export type ImagesAnswers = typeof answers;

answerWith(answers);
