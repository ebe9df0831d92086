"""Many sittings at once: response sheets, the same model as matrix products, item statistics."""
