/** Comparing a volume with a reference: masks, metrics, JSON, and the panels of a report. */
package io.tomodrift.pipeline.compare;
