package io.tomodrift.formats.volume;

import io.tomodrift.formats.frame.FramedImage;
import io.tomodrift.formats.metaimage.MetaImageFiles;
import io.tomodrift.formats.nifti.NiftiFiles;
import io.tomodrift.formats.npy.NpyFiles;
import io.tomodrift.formats.sinogram.SinogramFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The formats that need nothing but this module. */
enum BuiltInReader implements VolumeReader {
  NIFTI("NIfTI-1") {
    @Override
    public boolean accepts(Path path) throws IOException {
      return NiftiFiles.accepts(path);
    }

    @Override
    FramedImage image(Path path) throws IOException {
      return NiftiFiles.read(path);
    }
  },
  META_IMAGE("MetaImage") {
    @Override
    public boolean accepts(Path path) throws IOException {
      return MetaImageFiles.accepts(path);
    }

    @Override
    FramedImage image(Path path) throws IOException {
      return MetaImageFiles.read(path);
    }
  },
  NPY("NumPy array") {
    @Override
    public boolean accepts(Path path) throws IOException {
      return NpyFiles.accepts(path);
    }

    @Override
    FramedImage image(Path path) throws IOException {
      return NpyVolumes.unplaced(NpyVolumes.stack(path.toString(), NpyFiles.read(path)));
    }
  },
  NPZ("NumPy archive") {
    @Override
    public boolean accepts(Path path) throws IOException {
      return path.toString().toLowerCase(Locale.ROOT).endsWith(".npz")
          && Files.isRegularFile(path)
          && !SinogramFiles.accepts(path);
    }

    @Override
    FramedImage image(Path path) throws IOException {
      return NpzVolumes.read(path);
    }
  };

  private final String kind;

  BuiltInReader(String kind) {
    this.kind = kind;
  }

  abstract FramedImage image(Path path) throws IOException;

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public LoadedVolume read(Path path) throws IOException {
    return UnitGuess.load(image(path), kind);
  }
}
