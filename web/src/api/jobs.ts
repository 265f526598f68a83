import { address, Problem, send, type Change } from "./client";
import type { Names } from "./types";

/** Work of the server that outlives the request (docs/api.md). */
export interface Job<T> {
  id: string;
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  stage: string | null;
  cancelling: boolean;
  files: string[];
  file: string | null;
  rows: number;
  figures: number;
  error: { code: string; message: Names; advice?: Names } | null;
  result: T | null;
}

/** Follows a job to its end; the browser itself connects again after a break. */
function follow<T>(id: string, told: (job: Job<T>) => void): Promise<Job<T>> {
  return new Promise((resolve, reject) => {
    const source = new EventSource(`/api/v1/jobs/${id}/events`);
    source.addEventListener("progress", (event) => told(JSON.parse((event as MessageEvent<string>).data) as Job<T>));
    source.addEventListener("end", (event) => {
      source.close();
      resolve(JSON.parse((event as MessageEvent<string>).data) as Job<T>);
    });
    source.addEventListener("error", () => {
      // Closed for good: the job is no longer known, or may not be seen.
      if (source.readyState === EventSource.CLOSED) reject(new Problem(0, "", "", ""));
    });
  });
}

/** Sends a change that may become a job, and waits for what comes of it. `told` hears of each step
 * of the job; a job that was cancelled gives its unfinished result or null. */
export async function carryOut<T>(
  url: string,
  change: Change,
  told: (job: Job<T>) => void,
): Promise<{ job: Job<T> | null; result: T | null }> {
  const response = await send(url, change);
  const answer = (await response.json()) as unknown;
  if (response.status !== 202) return { job: null, result: answer as T };
  const begun = answer as Job<T>;
  told(begun);
  const job = await follow<T>(begun.id, told);
  return { job, result: job.result };
}

export async function stop(id: string): Promise<void> {
  await send(address(`jobs/${id}`), { method: "DELETE" });
}
