/**
 * Several methods against a reference over many cases: {@link
 * io.tomodrift.pipeline.evaluate.EvaluationRun} pairs the files, measures one case after the other
 * and leaves an {@link io.tomodrift.pipeline.evaluate.Evaluation}, from which the JSON, the CSV,
 * the printed table and the report are made. What is measured is told in {@link
 * io.tomodrift.pipeline.evaluate.Measure}; volumes are compared by index and never resampled.
 */
package io.tomodrift.pipeline.evaluate;
