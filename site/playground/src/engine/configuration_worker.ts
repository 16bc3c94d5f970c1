/**
 * The worker of the tab *Configuration*.
 *
 * @module
 */
import { answerWith } from "./answer.ts";
import * as answers from "./configuration.ts";

/** The functions that answer. */
export type ConfigurationAnswers = typeof answers;

answerWith(answers);
