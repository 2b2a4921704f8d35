/**
 * What comes in and goes out, whatever the file format: volumes, sinograms and DICOM series behind
 * one {@link io.tomodrift.pipeline.data.Inputs#read}.
 */
package io.tomodrift.pipeline.data;
