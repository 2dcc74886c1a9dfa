"""The page: Gradio, thin; it formats what the chatbot returns and decides nothing."""
