import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { getDefaultConfig, mergeConfig } from "@react-native/metro-config";

const directory = dirname(fileURLToPath(import.meta.url));

// As in an app of React Native, but without react-native itself.
export default mergeConfig(getDefaultConfig(directory), {
  cacheStores: [],
  maxWorkers: 1,
  resolver: { useWatchman: false },
  serializer: { getModulesRunBeforeMainModule: () => [] },
});
