"""Parts of the OpenVINO module: library, devices and properties, runtime graph."""
