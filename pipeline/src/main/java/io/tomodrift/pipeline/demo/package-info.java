/**
 * The whole way on one volume: project, reconstruct from all and from few views, compare, report.
 */
package io.tomodrift.pipeline.demo;
