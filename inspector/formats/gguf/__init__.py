"""GGUF and the formats before it: models for llama.cpp, whisper.cpp and whatever else is built on ggml."""
