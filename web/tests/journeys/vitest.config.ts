import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.journey.ts"],
    // One browser, one server, and journeys that change the store: one after the other.
    fileParallelism: false,
    // When nothing works each test would wait for its time to be over.
    bail: 6,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
