/**
 * Constants of flytekit's serialization, under flytekit's names.
 *
 * @module
 */

/** Stands for the project until registration fills it in. */
export const PROJECT_PLACEHOLDER = "{{ registration.project }}";
/** Stands for the domain until registration fills it in. */
export const DOMAIN_PLACEHOLDER = "{{ registration.domain }}";
/** Stands for the version until registration fills it in. */
export const VERSION_PLACEHOLDER = "{{ registration.version }}";
/** Python interpreter in flytekit's images. */
export const DEFAULT_RUNTIME_PYTHON_INTERPRETER = "/opt/venv/bin/python3";
/** Path of the entrypoint program below the virtual environment. */
export const DEFAULT_FLYTEKIT_ENTRYPOINT_FILELOC = "bin/entrypoint.py";
/** Directory in the container that fast registration unpacks code into. */
export const DEFAULT_IN_CONTAINER_SRC_PATH = "/root";
/** Environment variable of a task that carries its serialized settings. */
export const SERIALIZED_CONTEXT_ENV_VAR = "_F_SS_C";
