/**
 * Variables of MATLAB files up to version 7 as plain records. Start from {@link
 * io.tomodrift.formats.matlab.MatFile}. Deliberately absent: writing, sparse and complex matrices,
 * and version 7.3, which is HDF5 (see {@link io.tomodrift.formats.hdf5.Hdf5File}).
 */
package io.tomodrift.formats.matlab;
