import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = dirname(fileURLToPath(import.meta.url));

/** The outline of Zhejiang's cities comes from the npm package echarts 4.9.0 (Apache-2.0) and is
 * copied when the page is built, so that the repository holds no map data of its own. */
function mapOfZhejiang(): Plugin {
  const from = resolve(here, "node_modules/china-map/map/json/province/zhejiang.json");
  return {
    name: "map-of-zhejiang",
    configureServer(server) {
      server.middlewares.use("/map/330000.json", (_request, response) => {
        import("node:fs").then((fs) => {
          response.setHeader("content-type", "application/json");
          fs.createReadStream(from).pipe(response);
        });
      });
    },
    writeBundle(options) {
      const folder = resolve(options.dir ?? resolve(here, "dist"), "map");
      mkdirSync(folder, { recursive: true });
      copyFileSync(from, resolve(folder, "330000.json"));
    },
  };
}

const server = process.env["DUIBIAO_URL"] ?? "http://127.0.0.1:8787";

export default defineConfig({
  plugins: [mapOfZhejiang()],
  build: {
    target: "es2022",
    // An inlined asset would be a data: address, which the content policy does not allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
  },
  server: { proxy: { "/api": server } },
  preview: { proxy: { "/api": server } },
});
