/**
 * Constants of flytekit's serialization, under flytekit's names.
 *
 * @module
 */

/** Placeholder for the project, which registration fills in. */
export const PROJECT_PLACEHOLDER = "{{ registration.project }}";
/** Placeholder for the domain, which registration fills in. */
export const DOMAIN_PLACEHOLDER = "{{ registration.domain }}";
/** Placeholder for the version, which registration fills in. */
export const VERSION_PLACEHOLDER = "{{ registration.version }}";
/** Path of the Python interpreter in flytekit's images. */
export const DEFAULT_RUNTIME_PYTHON_INTERPRETER = "/opt/venv/bin/python3";
/** Path of the entrypoint, relative to the virtual environment. */
export const DEFAULT_FLYTEKIT_ENTRYPOINT_FILELOC = "bin/entrypoint.py";
/** Directory in the container that fast registration unpacks code into. */
export const DEFAULT_IN_CONTAINER_SRC_PATH = "/root";
/** Name of the environment variable in which a task carries its serialized context. */
export const SERIALIZED_CONTEXT_ENV_VAR = "_F_SS_C";
