package dev.migrate.demo.orders;

import java.time.LocalDate;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface PurchaseOrderRepository extends JpaRepository<PurchaseOrder, Long> {

    @Query("select placed from PurchaseOrder placed join fetch placed.customer where placed.placedOn = :day")
    List<PurchaseOrder> findAllOf(LocalDate day);
}
