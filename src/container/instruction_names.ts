/**
 * The instructions that a Dockerfile may have.
 *
 * @module
 */

const INSTRUCTION =
  /^\s*(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s/;

/** The instruction with which a command begins that was meant for a shell, which would take it for a program. */
export function leadingInstruction(command: string): string | undefined {
  return INSTRUCTION.exec(command)?.[1];
}
