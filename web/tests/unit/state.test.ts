import { describe, expect, it } from "vitest";
import { initial, parseState, views, writeState, type State } from "../../src/base/state";

describe("the state in the address", () => {
  it("comes back as it was written, for every view", () => {
    for (const view of views) {
      const state: State = {
        ...initial,
        view,
        lang: "en",
        place: "330300",
        period: "2025-01..2025-07",
        group: "zhejiang-11",
        indicator: "exports",
        places: ["330100", "330200"],
        by: "growth",
        chart: "map",
        section: "held",
      };
      const address = writeState(state);
      expect(writeState(parseState(address, "zh"))).toBe(address);
      expect(parseState(address, "zh").view).toBe(view);
    }
  });

  it("leaves out what the view does not use", () => {
    const address = writeState({ ...initial, view: "data", indicator: "exports", section: "held" });
    expect(address).toBe("?view=data&section=held&lang=zh");
  });

  it("takes what it does not know for the usual", () => {
    const state = parseState("?view=nowhere&lang=fr&by=luck", "en");
    expect([state.view, state.lang, state.by]).toEqual(["overview", "en", "level"]);
  });

  it("keeps commas readable and carries markup as mere text", () => {
    expect(writeState({ ...initial, view: "indicator", places: ["1", "2"] })).toContain("places=1,2");
    const state = parseState("?place=%3Cscript%3E", "zh");
    expect(state.place).toBe("<script>");
    expect(writeState(state)).not.toContain("<");
  });
});
