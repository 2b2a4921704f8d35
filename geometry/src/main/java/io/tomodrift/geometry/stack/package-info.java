/**
 * Containers for the numbers: {@link io.tomodrift.geometry.stack.FloatStack} is the only mutable
 * one; {@link io.tomodrift.geometry.stack.Volume} and {@link io.tomodrift.geometry.stack.Sinogram}
 * add where the numbers are in space and what unit they have. {@code float[]} on the heap is the
 * interchange type, so that every array library of the field can wrap the data without copying.
 */
package io.tomodrift.geometry.stack;
