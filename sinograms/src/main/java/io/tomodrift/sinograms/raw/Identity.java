package io.tomodrift.sinograms.raw;

/**
 * What tells one series of projections from another: they must not be mixed.
 *
 * @param seriesUid SeriesInstanceUID
 * @param patientId PatientID
 * @param kVp KVP, NaN if absent
 * @param spectrum SpectrumIndex, 1 if absent
 */
record Identity(String seriesUid, String patientId, double kVp, int spectrum) {}
