"""safetensors: reader, writer, element types."""
