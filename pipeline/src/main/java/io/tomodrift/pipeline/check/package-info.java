/** Whether the geometry of a scan is right: rays measured twice, and images of two half turns. */
package io.tomodrift.pipeline.check;
