import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { en } from "../../src/words/en";
import { zh } from "../../src/words/zh";

const source = join(__dirname, "../../src");

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? files(join(folder, each.name)) : [join(folder, each.name)],
  );
}

describe("words", () => {
  it("have the same keys and the same values to fill in", () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? "").sort();
    for (const key of Object.keys(zh) as (keyof typeof zh)[]) {
      expect(names(en[key]), key).toEqual(names(zh[key]));
      expect(en[key].trim() === "" || zh[key].trim() === "", key).toBe(false);
    }
  });

  it("are Chinese in Chinese and English in English", () => {
    // An example of a draft is Chinese in both; names of kinds of file and of the product are Latin.
    const draft = "check.sample.text";
    for (const [key, text] of Object.entries(en)) if (key !== draft) expect(text, key).not.toMatch(/[\u4e00-\u9fff]/);
    for (const [key, text] of Object.entries(zh)) expect(text, key).not.toMatch(/[\u4e00-\u9fff][,;:?!][^ ]/);
  });

  it("are all used", () => {
    const code = files(source)
      .filter((name) => /\.ts$/.test(name) && !/words[/\\](zh|en)\.ts$/.test(name))
      .map((name) => readFileSync(name, "utf8"))
      .join("\n");
    const spoken = (key: string): boolean => {
      if (code.includes(`"${key}"`)) return true;
      // Keys that end in a code of the server are put together: `verdict.${verdict}`.
      const stem = key.slice(0, key.lastIndexOf("."));
      return code.includes(`\`${stem}.\${`) || code.includes(`code("${stem}"`);
    };
    expect(Object.keys(zh).filter((key) => !spoken(key))).toEqual([]);
  });

  it("stand nowhere in the code: every sentence is in words/", () => {
    for (const name of files(join(source, "views")).concat(files(join(source, "ui")))) {
      const code = readFileSync(name, "utf8").replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, "");
      const patterns = code.replace(/\/(?:[^/\n\\]|\\.)+\/[gimsu]*[.,)\]]/g, "").replace(/`[^`]*（\$\{unit\}）`/g, "").replace(/[["]百分点["\]]|"个?百分点"/g, "");
      expect(patterns, name).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });
});
