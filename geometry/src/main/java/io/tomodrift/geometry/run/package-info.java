/**
 * How a computation runs: threads, seed, memory budget, progress and cancellation, passed as one
 * immutable {@link io.tomodrift.geometry.run.RunContext}. There is no global state and no shared
 * thread pool.
 */
package io.tomodrift.geometry.run;
