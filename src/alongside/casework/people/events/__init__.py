"""What happens, after which no earlier answer about safe contact holds."""
