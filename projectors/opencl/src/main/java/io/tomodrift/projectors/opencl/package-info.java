/**
 * The backend {@code opencl}: {@link io.tomodrift.projectors.device.Device} by the calls of OpenCL
 * 1.2, and nothing else. A device of type CPU is for checking results, not for speed, and is chosen
 * by name only.
 */
package io.tomodrift.projectors.opencl;
