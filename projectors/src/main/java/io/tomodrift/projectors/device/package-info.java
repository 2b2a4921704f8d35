/**
 * Everything of a backend on an accelerator that is not a driver call: the kernel texts, the tables
 * they need, batches of slices, and the operators.
 *
 * <p>To support another driver, implement {@link io.tomodrift.projectors.device.Device} and make a
 * {@link io.tomodrift.projectors.device.DeviceBackend} of it; its providers are in modules of their
 * own. Kernels compute in float32 and never in double: whatever needs double precision is computed
 * on the host and passed as a table. There are no atomics and no reductions across work items, so
 * results do not depend on scheduling.
 */
package io.tomodrift.projectors.device;
