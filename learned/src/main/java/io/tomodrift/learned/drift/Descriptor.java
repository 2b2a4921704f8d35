package io.tomodrift.learned.drift;

import ai.djl.ndarray.NDArray;

/**
 * One description of a set of crops; each location is a drift problem of its own.
 *
 * @param name for logs, for example {@code stage1/mean4}
 * @param values {@code [sample][location][channel]}
 */
public record Descriptor(String name, NDArray values) {}
