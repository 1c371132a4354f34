# SPDX-License-Identifier: AGPL-3.0-or-later
# Tests that are not programs of ours: the layers, the goldens, and a report on coverage.
# Label release: ./test also runs them with the program that users get. Label peer: another program
# looks at our output, for which one build is enough.

if(JX_TESTS AND NOT JX_FUZZ)
  add_test(NAME layers COMMAND ${PROJECT_SOURCE_DIR}/tools/check_layers)
  add_test(NAME layers_self_test COMMAND ${PROJECT_SOURCE_DIR}/tools/check_layers --self-test)
  add_test(NAME goldens_self_test COMMAND ${PROJECT_SOURCE_DIR}/tools/goldens self-test)
  add_test(NAME crowd_self_test COMMAND ${PROJECT_SOURCE_DIR}/tools/crowd --self-test)
  add_test(NAME fetch_self_test COMMAND ${PROJECT_SOURCE_DIR}/tools/fetch --self-test)
  set_tests_properties(layers layers_self_test goldens_self_test crowd_self_test fetch_self_test
                       PROPERTIES LABELS fast)

  # Debian's own Python: it is the one for which set-up installs jsonschema.
  if(TARGET jixiao)
    add_test(NAME formats COMMAND /usr/bin/python3 ${PROJECT_SOURCE_DIR}/tests/formats/validate.py
      $<TARGET_FILE:jixiao> ${PROJECT_SOURCE_DIR}/samples/seed.txt
      ${PROJECT_SOURCE_DIR}/tests/golden/check/columns_bound/table.tsv
      ${PROJECT_SOURCE_DIR}/tests/golden/check/waived_and_compared/table.txt
      ${PROJECT_SOURCE_DIR}/tests/golden/read/corrections_applied/table.txt
      ${PROJECT_SOURCE_DIR}/tests/golden/score/approved_and_adjusted_json/table.txt
      ${PROJECT_SOURCE_DIR}/tests/golden/score/actuals_in_another_file/table.txt
      ${PROJECT_SOURCE_DIR}/tests/golden/read/budget_book_json/book.txt
      ${PROJECT_SOURCE_DIR}/tests/golden/read/self_evaluation_json/form.html
      ${PROJECT_SOURCE_DIR}/tests/golden/tables/docx_as_word_shows/form.docx
      ${PROJECT_SOURCE_DIR}/tests/golden/tables/ofd_ruled_page/form.ofd
      ${PROJECT_SOURCE_DIR}/tests/golden/tables/pdf_over_two_pages/form.pdf
      ${PROJECT_SOURCE_DIR}/tests/golden/tables/xlsx_as_excel_displays/form.xlsx
      ${PROJECT_SOURCE_DIR}/tests/golden/read/fail_empty_file/empty.txt)
    add_test(NAME sarif COMMAND /usr/bin/python3 ${PROJECT_SOURCE_DIR}/tests/formats/sarif.py
      $<TARGET_FILE:jixiao> ${PROJECT_SOURCE_DIR}/samples/seed.txt
      ${PROJECT_SOURCE_DIR}/tests/golden/check/columns_bound/table.tsv
      ${PROJECT_SOURCE_DIR}/tests/golden/tables/xlsx_as_excel_displays/form.xlsx
      ${PROJECT_SOURCE_DIR}/tests/golden/check/waived_and_compared/table.txt)
    set_tests_properties(formats sarif PROPERTIES LABELS "fast;release;peer")
  endif()

  file(GLOB stages CONFIGURE_DEPENDS LIST_DIRECTORIES true tests/golden/*)
  foreach(stage IN LISTS stages)
    if(IS_DIRECTORY ${stage} AND TARGET jixiao)
      cmake_path(GET stage FILENAME name)
      add_test(NAME golden_${name} COMMAND
        ${PROJECT_SOURCE_DIR}/tools/goldens check --binary $<TARGET_FILE:jixiao> ${stage})
      set_tests_properties(golden_${name} PROPERTIES LABELS "fast;golden;release" TIMEOUT 600)
    endif()
  endforeach()
endif()

if(JX_TESTS AND NOT JX_FUZZ AND TARGET jixiao)
  add_dependencies(release_tests jixiao)

  # Two hundred of the two thousand that a release is tried with.
  add_test(NAME damaged_files COMMAND ${PROJECT_SOURCE_DIR}/tools/crowd
    --binary $<TARGET_FILE:jixiao> --mutate 200 --seed 1 ${PROJECT_SOURCE_DIR}/samples
    ${PROJECT_SOURCE_DIR}/tests/golden ${PROJECT_SOURCE_DIR}/tests/fixtures)
  set_tests_properties(damaged_files PROPERTIES LABELS slow TIMEOUT 1800)

  add_test(NAME pages_in_a_browser COMMAND
    ${PROJECT_SOURCE_DIR}/tools/check_page --binary $<TARGET_FILE:jixiao>)
  set_tests_properties(pages_in_a_browser PROPERTIES LABELS "slow;release;peer" TIMEOUT 600
                       SKIP_REGULAR_EXPRESSION "^SKIPPED")

  # LibreOffice is optional; the forms outside the project are taken where they are.
  cmake_path(SET office_forms NORMALIZE "$ENV{JIXIAO_DATA}/seed-forms")
  add_test(NAME marked_files_in_office COMMAND
    ${PROJECT_SOURCE_DIR}/tests/marking/opens_in_office.py $<TARGET_FILE:jixiao>
    ${PROJECT_SOURCE_DIR}/tests/golden/tables/xlsx_as_excel_displays/form.xlsx
    ${PROJECT_SOURCE_DIR}/tests/golden/tables/docx_as_word_shows/form.docx
    ${office_forms}/seed.xlsx ${office_forms}/seed.docx)
  set_tests_properties(marked_files_in_office PROPERTIES LABELS "slow;release;peer" TIMEOUT 600
                       SKIP_REGULAR_EXPRESSION "SKIPPED")
  add_test(NAME marked_files_again COMMAND
    ${PROJECT_SOURCE_DIR}/tests/marking/checks_again.py $<TARGET_FILE:jixiao>
    ${PROJECT_SOURCE_DIR}/tests/golden/tables/xlsx_as_excel_displays/form.xlsx
    ${PROJECT_SOURCE_DIR}/tests/golden/tables/docx_as_word_shows/form.docx
    ${office_forms}/seed.xlsx ${office_forms}/seed.docx)
  set_tests_properties(marked_files_again PROPERTIES LABELS "fast;release;peer")

  add_test(NAME ledger_round COMMAND ${PROJECT_SOURCE_DIR}/tests/ledger/round.py
    $<TARGET_FILE:jixiao> ${PROJECT_SOURCE_DIR}/samples/seed.txt)
  add_test(NAME ledger_year COMMAND ${PROJECT_SOURCE_DIR}/tests/ledger/year.py
    $<TARGET_FILE:jixiao> ${PROJECT_SOURCE_DIR}/samples/seed.txt)
  add_test(NAME ledger_example COMMAND ${PROJECT_SOURCE_DIR}/tests/ledger/example.py $<TARGET_FILE:jixiao>)
  add_test(NAME ledger_strict COMMAND ${PROJECT_SOURCE_DIR}/tests/ledger/strict.py
    $<TARGET_FILE:jixiao> ${PROJECT_SOURCE_DIR}/samples/seed.txt)
  set_tests_properties(ledger_round ledger_year ledger_example ledger_strict PROPERTIES LABELS "fast;release")
  # From the targets to the archive.
  add_test(NAME whole_year COMMAND ${PROJECT_SOURCE_DIR}/tests/year/year.py $<TARGET_FILE:jixiao>)
  set_tests_properties(whole_year PROPERTIES LABELS "slow;release" TIMEOUT 1800)
endif()

find_program(GCOVR gcovr)
if(GCOVR AND CMAKE_CXX_FLAGS MATCHES "--coverage")
  add_custom_target(coverage_report USES_TERMINAL COMMAND
    ${GCOVR} --root ${PROJECT_SOURCE_DIR} --filter src/ --exclude ".*_(test|fuzz|bench)\\.cpp"
    --exclude-throw-branches --html-details ${PROJECT_BINARY_DIR}/coverage.html --print-summary
    ${PROJECT_BINARY_DIR})
endif()
