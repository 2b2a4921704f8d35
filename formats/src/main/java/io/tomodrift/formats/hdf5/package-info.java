/**
 * Datasets of HDF5 files as float32 arrays. Start from {@link io.tomodrift.formats.hdf5.Hdf5File}.
 * Deliberately absent: writing, attributes, text and compound types.
 */
package io.tomodrift.formats.hdf5;
