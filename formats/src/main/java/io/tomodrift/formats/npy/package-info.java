/**
 * NumPy arrays: single ones ({@code .npy}, {@link io.tomodrift.formats.npy.NpyFiles}) and archives
 * ({@code .npz}, {@link io.tomodrift.formats.npy.NpzFile}). Text travels as unicode arrays, so that
 * nothing ever needs pickle. Deliberately absent: structured, complex, half-precision and object
 * arrays.
 */
package io.tomodrift.formats.npy;
