/**
 * Tests for storage plugins: the contract that every plugin must pass. For test code; nothing else imports it.
 *
 * @module
 */
export type { Plugin } from "../settings/plugin.ts";
export { FlyteConfigError } from "../errors.ts";
export { type ClientArguments, pluginContract, type PluginContractOptions } from "./plugin_contract.ts";
export type { ContractCheck, FurtherValues } from "./section_contract.ts";
