/**
 * Linear operators of tomography on stacks of slices: matched projector pairs, the back projection
 * of FBP, and the backends that run them. Start from {@link
 * io.tomodrift.projectors.backend.Backends}.
 */
package io.tomodrift.projectors;
