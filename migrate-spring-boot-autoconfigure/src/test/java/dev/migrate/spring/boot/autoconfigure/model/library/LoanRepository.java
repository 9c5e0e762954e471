package dev.migrate.spring.boot.autoconfigure.model.library;

import org.springframework.data.repository.CrudRepository;

public interface LoanRepository extends CrudRepository<Loan, Long> {}
